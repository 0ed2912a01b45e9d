-- An upload may be compressed. What is stored is its content, and the lineage names both.
ALTER TABLE "import" ADD COLUMN "packed_sha256" TEXT;
