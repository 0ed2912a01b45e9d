import net from "node:net";

export type Wire = {
  /** The database behind it, by TCP */
  url(databaseUrl: string): string;
  /** From now on connections break, one after the other, at their first, second, third … call */
  breakUpTo(calls: number): void;
  /** How many connections broke */
  broken(): number;
  close(): Promise<void>;
};

type Line = { calls: number; breakAt: number; when: "before" | "after" };

/**
 * A way to PostgreSQL that breaks at the n-th call of a connection, for n = 1, 2, 3 …: in turn before the call is passed
 * on and after it was done, when only its answer is lost.
 */
export async function openWire(databaseUrl: string): Promise<Wire> {
  const target = targetOf(databaseUrl);
  const lines = new Map<net.Socket, Line>();
  const sockets = new Set<net.Socket>();
  let [nth, last, broken] = [0, 0, 0];
  const server = net.createServer((client) => {
    const line: Line = { calls: -1, breakAt: 0, when: "before" };
    lines.set(client, line);
    if (nth < last) arm(line);
    const behind = net.connect(target);
    const cut = () => {
      if (!client.destroyed) broken++;
      client.destroy();
      behind.destroy();
    };
    client.on("data", (piece) => {
      // Each call is sent as one piece; the first piece of all says who is there.
      line.calls++;
      const isDue = line.breakAt > 0 && line.calls === line.breakAt;
      if (isDue && line.when === "before") cut();
      else behind.write(piece);
    });
    behind.on("data", (piece) => {
      const isDue = line.breakAt > 0 && line.calls >= line.breakAt;
      if (isDue && line.when === "after") cut();
      else client.write(piece);
    });
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      sockets.add(one);
      one.setNoDelay(true);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        lines.delete(one);
        other.destroy();
      });
    }
  });
  const arm = (line: Line) => {
    nth++;
    // A connection that is there already counts from now on.
    line.calls = Math.min(line.calls, 0);
    line.breakAt = nth;
    line.when = nth % 2 === 0 ? "before" : "after";
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  return {
    url: (original) => `postgresql://assay@127.0.0.1:${port}${new URL(original).pathname}`,
    breakUpTo(calls) {
      last = calls;
      for (const line of lines.values()) if (nth < last) arm(line);
    },
    broken: () => broken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function targetOf(databaseUrl: string): net.NetConnectOpts {
  const { searchParams, hostname, port } = new URL(databaseUrl);
  const folder = searchParams.get("host");
  return folder?.startsWith("/")
    ? { path: `${folder}/.s.PGSQL.${port || 5432}` }
    : { host: hostname, port: Number(port || 5432) };
}
