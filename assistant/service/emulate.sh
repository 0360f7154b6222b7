#!/usr/bin/env bash
# Runs this project on an emulated 64-bit Arm Debian 12: what a Raspberry Pi of that system would run, without one.
#
#   sudo assistant/service/emulate.sh [FOLDER]
#
# FOLDER (default: /var/tmp/ambient-arm64, 3 GB) gets the Debian system and a log of each step; a second run uses the
# system and its packages again. It needs root and, on Debian: apt install mmdebstrap arch-test qemu-user-static.
# Emulation takes many times as long as the machine itself: count on hours, most of them for what speaks with Piper.
set -uo pipefail

project=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-/var/tmp/ambient-arm64}
root=$folder/root
failed=0

need() {
    command -v "$1" >/dev/null || { echo "emulate.sh: $1 is missing; apt install mmdebstrap arch-test qemu-user-static" >&2; exit 2; }
}

# The kernel hands Arm programs to qemu. Debian's package sees to that where systemd runs; in a container, we do.
register() {
    local where=/proc/sys/fs/binfmt_misc
    [ -e $where/register ] || mount -t binfmt_misc none $where
    [ -e $where/qemu-aarch64 ] || cat /usr/lib/binfmt.d/qemu-aarch64.conf > $where/register
}

# Runs a command in the system. Its mounts go away with it. There is no /sys: what stands there is another processor's,
# and onnxruntime, which believes it, ends with a segmentation fault.
inside() {
    unshare --mount bash -c '
        mount -t proc proc "$1/proc" && mount --rbind /dev "$1/dev" || exit 2
        exec chroot "$1" /usr/bin/env -i HOME=/root LANG=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
            PIP_CERT=/etc/ssl/certs/ca-certificates.crt PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_DEFAULT_TIMEOUT=180 \
            bash -c "cd /opt/ambient/source 2>/dev/null; $2"
    ' inside "$root" "$1"
}

step() {
    local name=$1 began=$SECONDS result
    shift
    if "$@" > "$folder/$name.log" 2>&1; then result=passed; else result=FAILED failed=1; fi
    echo "$name: $result after $(( (SECONDS - began) / 60 )) min; $folder/$name.log"
}

debian() {
    [ -x "$root/usr/bin/python3" ] && return
    mmdebstrap --mode=root --architectures=arm64 --variant=minbase \
        --include=python3,python3-venv,python3-pip,ca-certificates,git,libportaudio2,libatomic1 bookworm "$root"
}

# The registry is reached as this machine reaches it: its resolver, and the certificates that it trusts.
sources() {
    cp --dereference /etc/resolv.conf /etc/hosts "$root/etc/"
    cp --dereference "${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}" "$root/etc/ssl/certs/ca-certificates.crt"
    rm -rf "$root/opt/ambient/source" && mkdir -p "$root/opt/ambient/source"
    git -C "$project" archive HEAD | tar -x -C "$root/opt/ambient/source"
}

install() {
    # Not compiled ahead: under emulation that takes longer than all else.
    inside "[ -x ../venv/bin/pip ] || python3 -m venv ../venv; ../venv/bin/pip install --no-compile '.[piper,whisper,test]'"
}

need mmdebstrap
need arch-test
need qemu-aarch64-static
mkdir -p "$folder"
register
step debian debian
step sources sources
step install install
[ $failed = 0 ] || exit 1
step imports inside "../venv/bin/python -c 'import onnxruntime, spacy, pocketsphinx, vosk, livekit.rtc, sounddevice'"
step doctor inside "../venv/bin/python -m simulator doctor"
step text inside "../venv/bin/python -m simulator replay scenarios/keynote"
step audio inside "../venv/bin/python -m simulator replay scenarios/keynote --channel audio --asr pocketsphinx"
step tests inside "../venv/bin/python -m pytest -m 'not slow' -p no:cacheprovider"
tail -n 1 "$folder/tests.log"
exit $failed
