/** Whether an address is on this machine. */
export function loopback(address) {
  const { hostname } = new URL(address);
  return ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}
