"""The language server: findings, explanations and the source sentence while a summary is edited (extra ``lsp``)."""
