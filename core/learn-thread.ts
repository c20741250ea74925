/** The thread of `learn-aside.ts`: a lesson in, a model out, and the thread ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { learn, type Lesson } from './engine/understanding/learn.ts';

parentPort?.postMessage(learn(workerData as Lesson));
