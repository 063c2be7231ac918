// The viewer: asks for a stream, then lives through it.

import { app, config } from './instantstream.js';
import { attempt, session } from './session.js';

const viewer = app(config.keys.viewer);
const panel = session('viewer', viewer);
const form = document.getElementById('request');

// Who asks is up to the person; the mock knows this account from the start.
form.elements.phone.value = config.accounts[0].phone;
form.elements.email.value = config.accounts[0].email;

form.addEventListener('submit', (submitted) => {
  submitted.preventDefault();
  attempt(async () => {
    const { phone, email } = Object.fromEntries(new FormData(form));
    const stream = await viewer.call('requestStream', {}, { phone, email });
    panel.follow(stream.token);
  });
});
