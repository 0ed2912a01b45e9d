import type { HeldItem, Outcome } from "#lib/judgment/rules.ts";
import type { Submit, Undo } from "#lib/judgment/schema.ts";
import type { Acts, Reply } from "../checkers/history/operation.ts";
import type { Transport } from "./transport.ts";

type Options = {
  /** Read every time, because a restarted instance may have another address */
  url: () => string;
  projectId: string;
  /** Of each person, by their number */
  cookies: ReadonlyMap<number, string>;
  timeoutMs?: number;
};

const TIMEOUT_MS = 15_000;

type ClaimBody = { held: HeldItem[]; empty: Acts["claim"]["answer"]["empty"] };

/** The real routes of a running Assay, with a session per person, as the judging page calls them. */
export function openHttp({ url, projectId, cookies, timeoutMs = TIMEOUT_MS }: Options): Transport {
  const post = async <T>(annotatorNo: number, path: string, body: object): Promise<Reply<T>> => {
    const address = new URL(`/api/judge/${path}`, url());
    let response: Response;
    try {
      response = await fetch(address, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          origin: address.origin,
          cookie: cookies.get(annotatorNo) ?? "",
        },
        body: JSON.stringify({ projectId, ...body }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      if (response.ok) return { phase: "ok", answer: JSON.parse(text) as T };
      // Below 500 it was refused; from there on it may have been done.
      return {
        phase: response.status < 500 ? "fail" : "info",
        why: `${response.status} ${text.slice(0, 200)}`,
      };
    } catch (error) {
      const { cause, message } = error as { cause?: { code?: string }; message: string };
      return { phase: "info", why: `connection ${cause?.code ?? message}` };
    }
  };
  const told = async <T, U>(reply: Promise<Reply<T>>, map: (answer: T) => U): Promise<Reply<U>> => {
    const known = await reply;
    return known.phase === "ok" ? { phase: "ok", answer: map(known.answer) } : known;
  };
  return {
    claim: (annotatorNo, count) =>
      told(post<ClaimBody>(annotatorNo, "claim", { count }), ({ held, empty }) => ({
        empty,
        held: held.map(({ id, epoch }) => ({ id, epoch, itemNo: null })),
      })),
    submit: (annotatorNo, input) => post<Outcome>(annotatorNo, "submit", bodyOf(input)),
    undo: (annotatorNo, input) => post<Outcome>(annotatorNo, "undo", bodyOf(input)),
    renew: (annotatorNo) =>
      told(post<{ renewed: number }>(annotatorNo, "renew", {}), ({ renewed }) => renewed),
    giveBack: (annotatorNo, assignmentIds, when) =>
      told(
        post<{ returned: number }>(annotatorNo, "return", { assignmentIds, when }),
        ({ returned }) => returned,
      ),
    close: async () => {},
  };
}

export function bodyOf({ requestKey, ...said }: Submit | Undo): object {
  return { ...said, key: requestKey };
}
