#!/usr/bin/env bash
# Builds everything and runs every test. Needs the .NET 10 SDK alone: tests of real elements skip, each with its reason.
#   ./test.sh --install   first installs the Debian packages that those tests drive (root), then runs everything
#   ./test.sh --kills [JOURNAL [STORE [SERVER]]]   kills the journal, the store and the server so often (1000, 200, 50) and prints what was lost or doubled
#   ./test.sh ARGS...     further arguments go to 'dotnet test'
set -euo pipefail
cd "$(dirname "$0")"

packages=(nftables nginx-light openssh-server openssh-client rsyslog sshpass conntrack iproute2 iputils-ping procps
          mosquitto mosquitto-clients rsyslog-elasticsearch rsyslog-gnutls softflowd curl
          auditd fail2ban python3-pyinotify crowdsec crowdsec-firewall-bouncer chromium fonts-dejavu-core)

install() {
  local missing=()
  for package in "${packages[@]}"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing: ${missing[*]}"
  # CrowdSec's installer registers with a service on the internet unless credentials stand there already.
  mkdir -p /etc/crowdsec
  [ -f /etc/crowdsec/online_api_credentials.yaml ] || echo '# off' > /etc/crowdsec/online_api_credentials.yaml
  # Nothing that is installed here may start by itself.
  local policy=/usr/sbin/policy-rc.d
  local ours=
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' > $policy; chmod +x $policy; ours=1; }
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null || echo "some packages did not install; their tests skip"
  [ -z "$ours" ] || rm -f $policy
}

# One class of tests, so often; its line of counts is shown, the rest only where it fails.
kill_test() {
  local project=$1 class=$2 log
  log=$(mktemp)
  dotnet build "tests/$project" -v quiet --nologo >/dev/null
  if artifacts/bin/"$project"/debug*/"$project" -class "*$class" -showLiveOutput >"$log" 2>&1; then
    grep -o '[a-z]*: [0-9]* kills, .*' "$log" || { cat "$log"; rm -f "$log"; return 1; }
  else
    cat "$log"; rm -f "$log"; return 1
  fi
  rm -f "$log"
}

if [ "${1:-}" = --install ]; then shift; install; fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
if [ "${1:-}" = --kills ]; then
  export WARD_KILLS_JOURNAL=${2:-1000} WARD_KILLS_STORE=${3:-200} WARD_KILLS_SERVER=${4:-50}
  kill_test Ward.Storage.Conformance KilledJournalTests
  kill_test Ward.Storage.Conformance KilledStoreTests
  kill_test Ward.Server.Tests KilledServerTests
  exit 0
fi

dotnet build Ward.slnx -v quiet --nologo

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet test --solution Ward.slnx --no-build --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log" || status=$?

# What failed is said once more where a reader looks first.
if grep -q '^failed ' "$log"; then
  echo; echo "Failed:"
  awk '/^failed /{on=1} /^[^ ]/ && !/^failed /{on=0} on' "$log"
  echo
fi

figure() { awk -v name="$1:" '$1 == name { n = $2 } END { print n + 0 }' "$log"; }
[ "$(figure total)" -gt 0 ] || { echo "no test ran"; status=1; }
[ "$(figure failed)" -eq 0 ] || status=1
echo "$(figure succeeded) passed, $(figure failed) failed, $(figure skipped) skipped"
exit $status
