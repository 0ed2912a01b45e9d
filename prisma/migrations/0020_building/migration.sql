-- How often a version was begun to be built, so that a builder that lost it writes nothing more, and how far it is.

ALTER TABLE "dataset_version"
  ADD COLUMN "build" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "progress" JSONB;
