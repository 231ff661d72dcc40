// Preloaded into kinesis-mock, which would listen on every interface and outlive a killed parent.
const { Server } = require('node:net');

const listen = Server.prototype.listen;
/** Same as net.Server.listen, but always on 127.0.0.1. Callers give a port or an options object. */
Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  const options = typeof first === 'object' && first !== null ? first : { port: first };
  const callback = rest.findLast((argument) => typeof argument === 'function');
  return listen.call(this, { ...options, host: '127.0.0.1' }, callback);
};

const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(0);
}, 1000).unref();
