#!/bin/sh
# Installs the named Debian packages where that is possible without asking, else prints the one line to run.
# Elsewhere (Windows, macOS, other Linuxes) it does nothing: README names what those need.
set -eu
command -v dpkg-query >/dev/null 2>&1 || exit 0

missing=
for package in "$@"; do
    # libglib2.0-0 and its like carry a suffix (t64) on newer Debian and Ubuntu.
    if ! dpkg-query -W -f='${Status}\n' "$package" "${package}t64" 2>/dev/null | grep -q 'ok installed'; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root=sudo
else
    if command -v sudo >/dev/null 2>&1; then with="sudo " who=; else with= who=" as root"; fi
    echo "These system packages are missing. Please run this line once$who, then try again:" >&2
    echo "    ${with}apt-get install -y --no-install-recommends$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # the names are separate words on purpose
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
