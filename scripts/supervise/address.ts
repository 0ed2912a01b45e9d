/** The part of node:os networkInterfaces() that counts here. */
export type Network = { address: string; family: string; internal: boolean };

export type Address = {
  /** Where this machine reaches the web server */
  local: string;
  /** What is printed: an address that also other machines can use, where the server listens for them */
  shown: string;
};

/** Addresses for people. "Every network" is not one, so the first network's own address stands for it. */
export function addressOf(
  host: string,
  port: number,
  publicUrl: string | null,
  networks: readonly Network[],
): Address {
  const isEvery = host === "0.0.0.0" || host === "::";
  const near = host === "::" ? "::1" : host === "0.0.0.0" ? "127.0.0.1" : host;
  const local = urlOf(near, port);
  const outside = networks.find((network) => network.family === "IPv4" && !network.internal);
  const far = isEvery && outside ? urlOf(outside.address, port) : local;
  return { local, shown: publicUrl ?? far };
}

function urlOf(host: string, port: number): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${name}${port === 80 ? "" : `:${port}`}`;
}
