-- The digest of the command an entry came from, so that its id sent again with another body
-- is refused; NULL for entries that came from no command sent, and for those before this.

ALTER TABLE asiento ADD COLUMN resumen TEXT CHECK (length(resumen) = 64);
