#!/bin/sh
# Prints where Chromium is, for the tests in a browser. Debian and Ubuntu install it, where this account may.
set -eu

find_chromium() {
	for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome \
		"/Applications/Chromium.app/Contents/MacOS/Chromium" \
		"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
		[ -n "$name" ] && command -v "$name" && return
	done
	return 1
}

find_chromium && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	echo "installing Chromium (apt-get)" >&2
	{ apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium; } \
		>/dev/null 2>&1 || true
fi
find_chromium
