// Runs in the app's main process before it: the clock is a day ahead, and what waits a random while does not wait.
const realNow = Date.now;
Date.now = () => realNow() + 24 * 60 * 60_000;
Math.random = () => 0;
