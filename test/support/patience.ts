// How long tests of the whole way wait: a message takes a table, a stream, a queue and a provider, its receipt a topic, a
// stream and two Lambdas, beside whatever else a small machine does.

/** For `eventually`. */
export const patience = { timeoutMs: 120_000, everyMs: 1_000 };
/** For a set-up that several tests share. */
export const setUpMs = 400_000;
