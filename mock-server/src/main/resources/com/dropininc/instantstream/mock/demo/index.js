// Puts the two pages side by side. They share nothing: each is an app of its own.

import { config } from './instantstream.js';

for (const frame of document.querySelectorAll('iframe')) {
  const fit = () => {
    const page = frame.contentDocument.documentElement;
    new ResizeObserver(() => {
      frame.style.height = `${page.offsetHeight}px`;
    }).observe(page);
  };
  frame.addEventListener('load', fit);
  if (frame.contentDocument?.readyState === 'complete') {
    fit();
  }
}

document.getElementById('snippet').textContent = `const pusher = new Pusher('${config.pusherKey}', {
  wsHost: '${location.hostname}',
  wsPort: ${Number(location.port) || 80},
  forceTLS: false,
  enabledTransports: ['ws', 'wss'],
  cluster: 'any',
  channelAuthorization: {
    endpoint: '${location.origin}${config.operations.authorizeChannel.path}',
    headers: { ${config.keyHeader}: '${config.keys.viewer}' },
  },
});
pusher.subscribe('${config.channels.stream.name.replace('{', "' + ").replace(/\}$/, '')})
  .bind('${config.channels.stream.events[1]}', ({ stream }) => show(stream));`;
