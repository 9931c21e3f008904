import { parentPort, Worker } from 'node:worker_threads';
import { StoreError } from '../store/store-error.ts';
import { PastError } from './past-error.ts';

/** A thread of the program beside the first one, and the conversation with it: one question after the other. */
export interface Thread<Question, Answer> {
  /** Rejects with what the thread threw, also where it has come to its end. */
  ask(question: Question): Promise<Answer>;
  /** Ends the thread, whatever it is at. */
  end(): Promise<void>;
}

/** An error on its way between threads: only its data can pass. */
interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly run: string | undefined;
}

type Reply<Answer> =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly failure: Failure };

function failureOf(cause: unknown): Failure {
  const error = cause instanceof Error ? cause : new Error(String(cause));
  const { name, message, stack } = error;
  return { name, message, stack, run: error instanceof PastError ? error.run : undefined };
}

/** The error as it was thrown in the other thread: what callers tell apart by its class has that class again. */
function errorOf({ name, message, stack, run }: Failure): Error {
  if (name === 'PastError' && run !== undefined) return new PastError(run, new StoreError(message));
  if (name === 'StoreError') return new StoreError(message);
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** Starts a thread that runs a module of its own, which answers by {@link answerQuestions}. What passes must be plain data. */
export function startThread<Question, Answer>(module: URL): Thread<Question, Answer> {
  const worker = new Worker(module);
  let settle:
    | { readonly resolve: (answer: Answer) => void; readonly reject: (cause: Error) => void }
    | undefined;
  let broken: Error | undefined;
  const fail = (cause: Error) => {
    broken ??= cause;
    settle?.reject(broken);
  };
  worker.on('message', (reply: Reply<Answer>) => {
    if (reply.kind === 'answer') settle?.resolve(reply.answer);
    else settle?.reject(errorOf(reply.failure));
  });
  worker.on('messageerror', fail);
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('a thread of the program has come to its end')));
  return {
    ask(question) {
      return new Promise((resolve, reject) => {
        if (broken !== undefined) {
          reject(broken);
          return;
        }
        settle = { resolve, reject };
        worker.postMessage(question);
      });
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** Makes the module that calls this the other side of {@link startThread}; in the first thread nothing happens. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  parentPort?.on('message', (question: Question) => {
    answer(question).then(
      (value) => parentPort?.postMessage({ kind: 'answer', answer: value }),
      (cause: unknown) => parentPort?.postMessage({ kind: 'failed', failure: failureOf(cause) }),
    );
  });
}
