"""All peers, in the order of the table."""

from __future__ import annotations

from bench.peers.durable import DURABLE
from bench.peers.floor import FLOOR, IMPORTS, PARSE
from bench.peers.guiheng import FULL, FULL_JOBS, THREE
from bench.peers.rego import REGOPY, REGORUS
from bench.peers.schema import CHECK_JSONSCHEMA
from bench.peers.spectral import SPECTRAL

PEERS = (IMPORTS, PARSE, FLOOR, REGORUS, DURABLE, REGOPY, SPECTRAL, CHECK_JSONSCHEMA, THREE, FULL, FULL_JOBS)
