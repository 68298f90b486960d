/**
 * A malware scanner that the operator runs beside: clamd of ClamAV, by its command INSTREAM over a socket of this machine or an
 * address that was set. The file's bytes go in pieces, each with its length before it, and an empty one ends them; the answer is
 * one line. Whatever else happens (no connection, silence, half an answer) is "not scanned", never "clean".
 */
import { connect, type Socket } from "node:net";

export type ScannerPlace = { readonly path: string } | { readonly host: string; readonly port: number };

export type Scan =
  | { readonly state: "clean" }
  /** `name`: as the scanner calls it. */
  | { readonly state: "infected"; readonly name: string }
  | { readonly state: "unscanned"; readonly why: string };

export interface Patience {
  /** Milliseconds for connecting, for each pause, and for the whole. */
  readonly connectMs: number;
  readonly silentMs: number;
  readonly wholeMs: number;
}

const usualPatience: Patience = { connectMs: 5_000, silentMs: 60_000, wholeMs: 180_000 };
const pieceBytes = 64 * 1024;
/** The one line of an answer is shorter. */
const mostAnswer = 4_096;

export function scanBytes(place: ScannerPlace, bytes: Uint8Array, patience: Patience = usualPatience): Promise<Scan> {
  return converse(place, patience, (socket) => sendStream(socket, bytes), scanOf);
}

/** Undefined when it answers as it should, else why not. */
export async function probeScanner(place: ScannerPlace, patience: Patience = usualPatience): Promise<string | undefined> {
  const said = await converse(
    place,
    patience,
    async (socket) => {
      socket.write("zPING\0");
    },
    (answer): Scan => (answer === "PONG" ? { state: "clean" } : unscanned("it did not answer PONG")),
  );
  return said.state === "unscanned" ? said.why : undefined;
}

function converse(
  place: ScannerPlace,
  { connectMs, silentMs, wholeMs }: Patience,
  send: (socket: Socket) => Promise<void>,
  read: (answer: string) => Scan,
): Promise<Scan> {
  return new Promise((done) => {
    const socket = connect(place);
    let text = "";
    const end = (scan: Scan): void => {
      clearTimeout(whole);
      socket.destroy();
      done(scan);
    };
    const whole = setTimeout(() => end(unscanned("it took too long")), wholeMs);
    socket.setTimeout(connectMs);
    socket.once("timeout", () => end(unscanned("it does not answer")));
    socket.once("error", (error: Error & { code?: string }) => end(unscanned(`the connection failed (${error.code ?? "error"})`)));
    socket.once("connect", () => {
      socket.setTimeout(silentMs);
      // What the connection says of a failed piece is heard above.
      send(socket).catch(() => {});
    });
    socket.setEncoding("latin1");
    socket.on("data", (piece: string) => {
      text += piece;
      if (text.includes("\0")) end(read(text.slice(0, text.indexOf("\0"))));
      else if (text.length > mostAnswer) end(unscanned("its answer has no end"));
    });
    // An answer counts when its end was heard: half of "stream: OK" may be the half of anything.
    socket.once("close", () => end(unscanned("it hung up before its answer was whole")));
  });
}

/** Waits while the scanner reads more slowly than we send, so that one file is in memory once. */
async function sendStream(socket: Socket, bytes: Uint8Array): Promise<void> {
  socket.write("zINSTREAM\0");
  for (let at = 0; at < bytes.length && !socket.destroyed; at += pieceBytes) {
    const piece = bytes.subarray(at, at + pieceBytes);
    socket.write(lengthOf(piece.length));
    if (!socket.write(piece)) await drained(socket);
  }
  if (!socket.destroyed) socket.write(lengthOf(0));
}

function drained(socket: Socket): Promise<void> {
  return new Promise((done) => {
    const go = (): void => {
      socket.off("drain", go);
      socket.off("close", go);
      done();
    };
    socket.once("drain", go);
    socket.once("close", go);
  });
}

function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

function scanOf(answer: string): Scan {
  if (answer === "stream: OK") return { state: "clean" };
  const found = /^stream: (.{1,200}) FOUND$/.exec(answer)?.[1];
  if (found !== undefined) return { state: "infected", name: found.replace(/[^\w.:/-]+/g, "_") };
  if (/size limit exceeded/i.test(answer)) return unscanned("the file is larger than the scanner takes (StreamMaxLength of clamd)");
  return unscanned("its answer is none that we know");
}

function unscanned(why: string): { readonly state: "unscanned"; readonly why: string } {
  return { state: "unscanned", why };
}
