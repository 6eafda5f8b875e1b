import { createServer as createHttpServer } from 'node:http';
import { Server as NetServer } from 'node:net';

/**
 * How long requests under way may go on after the signal to stop. With the wait
 * before that signal it fits into the grace period of the pod.
 */
const GRACE_MS = 30_000;

/** For so long a new connection may be without a request. */
const NEW_MS = 5_000;

/** Of each server: its connections, with what is under way on each. */
const connectionsOf = new WeakMap();

/** A server with the time-outs that one in the open needs, which can stop gracefully. */
export function createServer(handler) {
  const connections = new Map();
  const server = createHttpServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    // Longer than gateways keep theirs, so that none sends into one that closes.
    keepAliveTimeout: 75_000,
  });
  // Without a byte for so long, a connection is cut.
  server.timeout = 60_000;
  connectionsOf.set(server, connections);
  server.on('connection', socket => {
    connections.set(socket, { answers: new Set(), begun: Date.now() });
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', (request, response) => {
    const { socket } = request;
    const connection = connections.get(socket);
    connection.answers.add(response);
    if (!server.listening) {
      response.setHeader('connection', 'close');
    }
    const settle = () => (connection.bytesRead = socket.bytesRead);
    // Of a request that was answered before all of it came, the rest still comes.
    request.once('close', settle);
    response.once('close', () => {
      connection.answers.delete(response);
      settle();
    });
  });
  server.on('request', handler);
  return server;
}

/** Closes where nothing is under way: no answer, and no request that comes in. */
function closeIdle(connections) {
  for (const [socket, { answers, begun, bytesRead }] of connections) {
    const isNew = socket.bytesRead === 0 && Date.now() - begun < NEW_MS;
    const comesIn = isNew || socket.bytesRead !== (bytesRead ?? 0);
    if (answers.size === 0 && !comesIn) {
      socket.destroy();
    }
  }
}

/** Resolves when the server listens; its address says on which port. */
export function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve(server.address()));
  });
}

/**
 * Takes no new connections and resolves when the requests under way are
 * answered, each with the last answer of its connection; what is not answered
 * in time is cut off.
 */
export function close(server, graceMs = GRACE_MS) {
  return new Promise(resolve => {
    const connections = connectionsOf.get(server);
    const idle = setInterval(() => closeIdle(connections), 10);
    const late = setTimeout(() => server.closeAllConnections(), graceMs);
    // That of the http server cuts off long answers which are still on their way.
    NetServer.prototype.close.call(server, () => {
      clearInterval(idle);
      clearTimeout(late);
      resolve();
    });
    for (const { answers } of connections.values()) {
      for (const answer of answers) {
        if (!answer.headersSent) {
          answer.setHeader('connection', 'close');
        }
      }
    }
  });
}

/** Resolves with the signal that asks this process to stop. */
export function stopSignal() {
  return new Promise(resolve => {
    ['SIGTERM', 'SIGINT'].forEach(signal =>
      process.once(signal, () => resolve(signal)),
    );
  });
}
