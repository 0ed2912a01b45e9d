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

-- What items of a large project are sorted by. The table of the items, which every judgment writes, gets no index for it.
CREATE TABLE "item_figure" (
  "project_id" TEXT NOT NULL,
  "item_no" INTEGER NOT NULL,
  "counted" INTEGER NOT NULL,
  "spread" INTEGER NOT NULL,
  CONSTRAINT "item_figure_pkey" PRIMARY KEY ("project_id", "item_no"),
  CONSTRAINT "item_figure_project_id_item_no_fkey" FOREIGN KEY ("project_id", "item_no") REFERENCES "item"("project_id", "no")
    ON DELETE RESTRICT ON UPDATE NO ACTION
);
CREATE INDEX "item_figure_by_counted" ON "item_figure" ("project_id", (-"counted"), "item_no");
CREATE INDEX "item_figure_by_spread" ON "item_figure" ("project_id", (-"spread"), "item_no");
