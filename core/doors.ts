/**
 * Everything that speaks HTTP or sockets, hung on the listening server: the express app, the widget's channel, the console.
 */
import { createGround, type DoorDeps } from './door-ground.ts';
import { createRoutes } from './door-routes.ts';
import { createSockets } from './door-sockets.ts';
import { watchLastAnswers } from './http/last-answers.ts';
import { cutSlowBodies } from './http/slow-bodies.ts';
import { withWebhooks } from './http/webhooks.ts';

export interface Doors {
  readonly url: string;
  close(): Promise<void>;
}

export const openDoors = async (deps: DoorDeps): Promise<Doors> => {
  const { server, webhooks, health, log } = deps;
  const ground = createGround(deps);
  const { web, consoles } = createSockets(deps, ground);
  const routes = createRoutes(deps, ground, consoles);
  const lastAnswers = watchLastAnswers(server);
  server.on('request', withWebhooks(webhooks, routes, log));
  ground.io.attach(server);
  server.prependListener('request', cutSlowBodies);
  consoles.start();
  await web.start();
  return {
    url: ground.url,
    close: async () => {
      health.stop();
      consoles.stop();
      ground.coalescing.stop();
      await web.stop();
      await lastAnswers.cutAfter(ground.io.close());
    },
  };
};
