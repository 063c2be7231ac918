export interface StartOptions {
  /** Port to listen on; 0, the default, takes a free one. */
  port?: number;
  /** More options of the command line, such as `['--seed', '7']`. */
  args?: string[];
  /** The environment of the mock; JAVA_HOME and PATH of it tell which Java runs it. Default: that of this process. */
  env?: Record<string, string | undefined>;
  /** Milliseconds until a mock that does not answer is given up. Default: 60,000. */
  timeout?: number;
}

export interface Mock {
  /** Base URL, such as `http://127.0.0.1:41873`, without a slash at its end. */
  readonly url: string;
  /** The process, to be watched or killed. */
  readonly pid: number;
  /** Ends the mock and resolves when it has ended; a second call changes nothing. */
  stop(): Promise<void>;
}

/**
 * Starts a mock of the Instant Streaming API and resolves when it answers. Rejects with what the mock said when it
 * cannot start, or with what is missing where there is no Java. It ends with this process at the latest.
 */
export function start(options?: StartOptions): Promise<Mock>;
