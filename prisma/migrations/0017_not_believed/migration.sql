-- A decision may say that the model of the crowd is not believed: nothing stops early by it.

ALTER TABLE "item_stop"
  DROP CONSTRAINT "item_stop_because",
  ADD CONSTRAINT "item_stop_because" CHECK ("because" IN (
    'too-few', 'few-judgments', 'not-believed', 'audited', 'confident', 'small-error', 'most-reached', 'uncertain'));
