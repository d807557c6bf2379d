"""Documents as their authors have them (docx, pdf, html, txt), read into one shape with places."""
