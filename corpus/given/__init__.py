"""Makes articles of pages whose source bounds them."""
