/** A site of somebody else (127.0.0.1 beside localhost) that embeds the widget by its one line. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const foreignSite = async (support: string): Promise<{ readonly url: string; close(): Promise<void> }> => {
  const html = `<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Сайт</title></head>
<body><h1>Сайт ведомства</h1><script src="${support}/widget.js" async></script></body></html>`;
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
