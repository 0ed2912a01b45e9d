-- How often a job was begun without ending by itself. The row goes when the job ends, well or badly. A worker that dies, for
-- want of memory or by a signal, leaves it: after the third time the job is set aside.
CREATE TABLE "job_attempt" (
  "project_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "no" INTEGER NOT NULL,
  "begun" INTEGER NOT NULL,
  "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "job_attempt_pkey" PRIMARY KEY ("project_id", "name", "no"),
  CONSTRAINT "job_attempt_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project" ("id")
    ON DELETE RESTRICT ON UPDATE NO ACTION
);
