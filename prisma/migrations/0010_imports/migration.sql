-- How an uploaded file is read, what a pass over all of its rows found, and what its requester decided.
ALTER TABLE "import"
    ADD COLUMN "reading" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "survey" JSONB,
    ADD COLUMN "rows_blank" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "notes" TEXT NOT NULL DEFAULT 'ask',
    ADD COLUMN "changed_columns" TEXT NOT NULL DEFAULT 'ask',
    ADD COLUMN "renamed" JSONB NOT NULL DEFAULT '{}';
