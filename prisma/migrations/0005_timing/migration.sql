-- How long the steps of judging take, per project and never per person: counters of a histogram.

-- CreateTable
CREATE TABLE "step_timing" (
    "project_id" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "bucket" SMALLINT NOT NULL,
    "count" BIGINT NOT NULL,

    CONSTRAINT "step_timing_pkey" PRIMARY KEY ("project_id","step","bucket")
);

-- AddForeignKey
ALTER TABLE "step_timing" ADD CONSTRAINT "step_timing_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "step_timing"
  ADD CONSTRAINT "step_timing_step" CHECK ("step" IN ('next', 'wait', 'submit', 'claim')),
  ADD CONSTRAINT "step_timing_count" CHECK ("bucket" >= 0 AND "count" > 0);
