"""Cuts pages whose lines have places on the paper: columns, boxes, headlines, articles."""
