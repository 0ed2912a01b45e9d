"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { reportTimings } from "#components/judgment/session/server.ts";
import type { Step } from "#lib/judgment/timing/schema.ts";
import { StepCounts } from "./step-counts.ts";

const REPORT_MS = 60_000;

export type StepTimes = {
  note: (step: Step, milliseconds: number) => void;
  /** An answer was just given: the time to the next item painted counts from the key or the click behind it. */
  answered: () => void;
};

type Watched = {
  projectId: string;
  /** On screen; undefined while there is none */
  itemId: string | undefined;
  /** The server has no items. From now on the person does not wait for the network. */
  isEmpty: boolean;
};

/** Times every step of judging and reports it in counts, which say nothing about whoever judges. */
export function useStepTimes({ projectId, itemId, isEmpty }: Watched): StepTimes {
  const note = useReport(projectId);
  const inputAt = useRef(0);
  const pending = useRef<{ since: number; step: Step } | null>(null);

  useEffect(() => {
    const press = ({ timeStamp }: Event) => {
      inputAt.current = timeStamp;
    };
    // A page that nobody sees is not painted.
    const turned = () => {
      pending.current = null;
    };
    addEventListener("keydown", press, true);
    addEventListener("click", press, true);
    document.addEventListener("visibilitychange", turned);
    return () => {
      removeEventListener("keydown", press, true);
      removeEventListener("click", press, true);
      document.removeEventListener("visibilitychange", turned);
    };
  }, []);

  useEffect(() => {
    const run = pending.current;
    if (run === null) return;
    if (itemId === undefined) {
      pending.current = isEmpty ? null : { ...run, step: "wait" };
      return;
    }
    return afterPaint(() => {
      if (pending.current !== run) return;
      pending.current = null;
      note(run.step, performance.now() - run.since);
    });
  }, [itemId, isEmpty, note]);

  const answered = useCallback(() => {
    pending.current = { since: inputAt.current || performance.now(), step: "next" };
  }, []);
  return useMemo(() => ({ note, answered }), [note, answered]);
}

function useReport(projectId: string): StepTimes["note"] {
  const [counts] = useState(() => new StepCounts());
  useEffect(() => {
    const report = async () => {
      const taken = counts.take();
      if (taken.length > 0 && !(await reportTimings(projectId, taken))) counts.putBack(taken);
    };
    const turned = () => document.visibilityState === "hidden" && void report();
    const timer = setInterval(report, REPORT_MS);
    document.addEventListener("visibilitychange", turned);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", turned);
      void report();
    };
  }, [projectId, counts]);
  return useCallback((step, milliseconds) => counts.add(step, milliseconds), [counts]);
}

/** Calls back once the coming frame is painted; returns what calls it off. */
function afterPaint(callback: () => void): () => void {
  let isOff = false;
  const frame = requestAnimationFrame(() => {
    // A frame is painted right after its callbacks; this message comes after that.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (!isOff) callback();
    };
    port2.postMessage(null);
  });
  return () => {
    isOff = true;
    cancelAnimationFrame(frame);
  };
}
