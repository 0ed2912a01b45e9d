-- Figures of large projects, computed by the worker. A page reads the row and loads no judgments.
CREATE TABLE "project_figure" (
  "project_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "watermark" BIGINT NOT NULL,
  "figure" JSONB NOT NULL,
  "computed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "took_ms" INTEGER NOT NULL,
  CONSTRAINT "project_figure_pkey" PRIMARY KEY ("project_id", "name"),
  CONSTRAINT "project_figure_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id")
    ON DELETE RESTRICT ON UPDATE NO ACTION
);
