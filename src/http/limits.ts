/** Limits on what one connection may take of this process. Milliseconds and bytes. */

const kibibyte = 1024;

/** A body of a form: the longest, a visit's codes with their evidence, has some 100 KB. */
const bodyLimit = 512 * kibibyte;

/** A file that a person brings; more goes through the command line (docs/decisions/0007). */
export const fileLimit = 64 * 1024 * kibibyte;

/** For Fastify. */
export const connectionLimits = {
  bodyLimit,
  /** A whole request with its body: 64 MiB in five minutes is a line of 2 Mbit/s. */
  requestTimeout: 300_000,
  /** Silence on a connection. An import may take its time before it answers. */
  connectionTimeout: 600_000,
  keepAliveTimeout: 60_000,
  routerOptions: { maxParamLength: 200 },
  http: {
    maxHeaderSize: 16 * kibibyte,
    /** Headers that come in drops hold a connection no longer than this. */
    headersTimeout: 15_000,
    connectionsCheckingInterval: 5_000,
  },
};

/** Connections at once; an office has some dozens. */
export const mostConnections = 2_000;
