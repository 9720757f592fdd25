// A way to a server that can fall silent without a word, as networks do.
import { once } from "node:events";
import { type Socket, connect, createServer } from "node:net";

export interface Relay {
  url: string;
  /** From now on nothing comes back over the connections that were marked; new ones work. */
  hush(): void;
  end(): Promise<void>;
}

/** Passes on everything; connections over which `mark` was asked for can be hushed. */
export async function relay(url: string, mark: string): Promise<Relay> {
  const marked = new Map<Socket, Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(new URL(url).port), "127.0.0.1");
    client.on("data", (data) => data.includes(mark) && marked.set(upstream, client));
    client.pipe(upstream).pipe(client);
    for (const socket of [client, upstream]) {
      socket.on("error", () => undefined);
      socket.on("close", () => [client, upstream].forEach((end) => end.destroy()));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const hush = () => marked.forEach((client, upstream) => upstream.unpipe(client));
  const end = async () => {
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${port}`, hush, end };
}
