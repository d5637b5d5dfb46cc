"""What a page is made of: columns, tagged lines, blocks and fragments."""
