// The workspace's time, which people move forward: how far it is from the time of the machine this page runs on.
let ahead = 0; // milliseconds

/** The present moment of the workspace, in seconds since 1970. */
export function now() {
  return (Date.now() + ahead) / 1000;
}

/** Go by the server's time from now on; it comes in seconds since 1970. */
export function follow(seconds) {
  ahead = seconds * 1000 - Date.now();
}
