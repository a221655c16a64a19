# Sourced by ./kanwu and ./test, with `root` set to the folder of the project. Plain POSIX sh.
# set_up LOCK PACKAGES: when it returns, .venv holds what LOCK says and the system has what it must.
# All words go to standard error, so that what a command prints stays its own.

case "${KANWU_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in
en*) english=1 ;;
*) english= ;;
esac

# say CHINESE ENGLISH
say() {
    if [ -n "$english" ]; then printf '%s\n' "$2" >&2; else printf '%s\n' "$1" >&2; fi
}

# fail CHINESE ENGLISH: the installation is broken (exit code 3, as in findings.py)
fail() {
    say "$1" "$2"
    exit 3
}

# scribus-data brings the ICC profile ISO Coated v2 300 % (FOGRA39, zlib licence).
PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-noto-cjk-extra fonts-lxgw-wenkai scribus-data"

# ---- system pieces -------------------------------------------------------------------------

# missing_packages NAME…: those that dpkg doesn't have; Java counts by its command, whoever brought it.
missing_packages() {
    # dpkg-query prints one line for each package it knows and fails for the others; both are wanted here
    have=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null || :)
    for name in "$@"; do
        case "
$have
" in
        *"
$name installed
"*) ;;
        *) printf '%s ' "$name" ;;
        esac
    done
    command -v java >/dev/null 2>&1 || printf 'default-jre-headless '
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# apt_install NAME…: all at once; if that fails, one by one, so that one missing package does not keep the rest out.
apt_install() {
    say "正在安装系统组件：$*" "Installing system packages: $*"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null 2>&1; then
        say "没有 sudo。请以管理员身份运行：apt-get install $*" "There is no sudo. As root, run: apt-get install $*"
        return 1
    fi
    log="$root/.kanwu/apt.log" # dpkg says a line or more for each package
    apt_get="as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y"
    install="$apt_get install --no-install-recommends"
    $apt_get update >"$log" 2>&1 || :
    $install "$@" >>"$log" 2>&1 && return 0
    failed=
    for name in "$@"; do
        $install "$name" >>"$log" 2>&1 || failed="$failed $name"
    done
    [ -z "$failed" ] && return 0
    grep '^E: ' "$log" | sort -u >&2 || :
    say "这些系统组件没有装上：$failed（全部信息在 .kanwu/apt.log）" \
        "These system packages could not be installed:$failed (all that was said is in .kanwu/apt.log)"
    return 1
}

# Where there is no apt: what to install by hand, for the system at hand.
tell_by_hand() {
    if [ "$(uname -s)" = Darwin ]; then
        line="brew install pango harfbuzz openjdk poppler
  brew install --cask font-noto-serif-cjk-sc font-noto-sans-cjk-sc font-lxgw-wenkai"
    elif command -v dnf >/dev/null 2>&1; then
        line="sudo dnf install pango harfbuzz java-latest-openjdk-headless poppler-utils \\
    google-noto-serif-cjk-fonts google-noto-sans-cjk-fonts lxgw-wenkai-fonts"
    elif command -v pacman >/dev/null 2>&1; then
        line="sudo pacman -S pango harfbuzz jre-openjdk-headless poppler noto-fonts-cjk ttf-lxgw-wenkai"
    elif command -v zypper >/dev/null 2>&1; then
        line="sudo zypper install libpango-1_0-0 libharfbuzz-subset0 java-headless poppler-tools \\
    google-noto-serif-sc-cjk-fonts google-noto-sans-sc-cjk-fonts lxgw-wenkai-fonts"
    else
        line="Pango (libpango, libpangoft2), HarfBuzz (libharfbuzz-subset), Java ≥ 11, Poppler,
  Noto Serif CJK, Noto Sans CJK, LXGW WenKai"
    fi
    say "这台机器没有 apt，系统组件请自行安装：
  $line
字体也可以直接把文件放进刊物的 fonts/ 文件夹（文件名见 fonts/fonts.yaml）：
  思源宋体、思源黑体（Noto CJK）来自 notofonts/noto-cjk，霞鹜文楷来自 lxgw/LxgwWenKai，都在 GitHub 上。
印刷文件还要一个四色的 ICC 文件：Scribus 里有 ISOcoated_v2_300_bas.icc，放进 ~/.local/share/icc/；或者用印刷厂给的。
Windows 请先装 WSL（wsl --install -d Ubuntu），再在 Ubuntu 里运行本命令。" \
        "This machine has no apt. Please install the system packages yourself:
  $line
Fonts may also be put as files into the publication's fonts/ folder (file names: fonts/fonts.yaml):
  Noto CJK from notofonts/noto-cjk, LXGW WenKai from lxgw/LxgwWenKai, both on GitHub.
The printer's files need a CMYK profile: ISOcoated_v2_300_bas.icc of Scribus, in ~/.local/share/icc/, or the printer's.
On Windows install WSL first (wsl --install -d Ubuntu) and run this command inside Ubuntu."
}

# ---- Python --------------------------------------------------------------------------------

# find_python: prints the first Python ≥ 3.11
find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14 python; do
        path=$(command -v "$name" 2>/dev/null) || continue
        if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$path"
            return 0
        fi
    done
    return 1
}

no_python() {
    fail "需要 Python 3.11 或更新的版本，这台机器上没有找到。
  Debian 12、Ubuntu 24.04 或更新：sudo apt-get install python3 python3-venv
  Ubuntu 22.04：sudo apt-get install python3.11 python3.11-venv
  macOS：brew install python    Fedora：sudo dnf install python3" \
        "Python 3.11 or newer is needed, and was not found on this machine.
  Debian 12, Ubuntu 24.04 or newer: sudo apt-get install python3 python3-venv
  Ubuntu 22.04: sudo apt-get install python3.11 python3.11-venv
  macOS: brew install python    Fedora: sudo dnf install python3"
}

# venv_package PYTHON: prints the package that brings venv to this Python, nothing when it has it
venv_package() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return 0
    "$1" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")'
}

# make_venv LOCK: it can't be made aside (a venv knows its own path), so a stamp written last makes it count
make_venv() {
    python=$(find_python) || no_python
    if [ -n "$(venv_package "$python")" ] && command -v apt-get >/dev/null 2>&1; then
        apt_install "$(venv_package "$python")" || :
    fi
    if ! ls "$root"/.venv/.complete-* >/dev/null 2>&1 || ! "$root/.venv/bin/python" -c '' 2>/dev/null ||
        [ "$(cat "$root/.venv/.made-in" 2>/dev/null)" != "$root" ]; then
        rm -rf "$root/.venv" # broken off half-way, its Python gone, or moved from another folder
        say "正在建立 Python 环境……" "Making the Python environment…"
        "$python" -m venv "$root/.venv" >&2 || fail \
            "Python 环境建不起来（$python -m venv）。Debian、Ubuntu 上请安装 python3-venv；其他系统上请安装带 venv 的 Python。" \
            "The Python environment could not be made ($python -m venv). On Debian and Ubuntu install python3-venv; elsewhere a Python that has venv."
    fi
    rm -f "$root"/.venv/.complete-*
    printf '%s' "$root" >"$root/.venv/.made-in"
    say "正在安装 Python 软件包（第一次需要一两分钟）……" "Installing Python packages (a minute or two the first time)…"
    pip_install --require-hashes -r "$root/$1" &&
        pip_install --no-deps --no-build-isolation -e "$root" || fail \
        "Python 软件包没有装上。请看上面的提示，检查网络，再运行一次。" \
        "The Python packages could not be installed. See the words above, check the network, and run again."
}

# -qq leaves pip's errors and drops its chatter; where packages come from is pip's own configuration
pip_install() {
    "$root/.venv/bin/python" -m pip --disable-pip-version-check --no-input -qq install "$@" >&2
}

# ---- all of it -----------------------------------------------------------------------------

# One set-up at a time: flock where there is one (Linux); else a folder with the owner's number in it.
lock_set_up() {
    mkdir -p "$root/.kanwu"
    if command -v flock >/dev/null 2>&1; then
        exec 9>"$root/.kanwu/setup.lock"
        flock -n 9 && return 0
        say "另一个窗口正在安装，稍等……" "Another set-up is running; waiting…"
        flock 9
        return 0
    fi
    until mkdir "$root/.kanwu/setup" 2>/dev/null; do
        owner=$(cat "$root/.kanwu/setup/owner" 2>/dev/null || :)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then rm -rf "$root/.kanwu/setup"; else sleep 1; fi
    done
    trap 'rm -rf "$root/.kanwu/setup"' EXIT
    trap 'exit 130' INT TERM
    printf '%s' "$$" >"$root/.kanwu/setup/owner"
}

unlock_set_up() {
    if command -v flock >/dev/null 2>&1; then
        exec 9>&-
    else
        rm -rf "$root/.kanwu/setup"
        trap - EXIT INT TERM
    fi
}

# stamp LOCK: the file that says .venv is complete for this lock, this project file and this folder
stamp() {
    digest=$({ cat "$root/$1" "$root/pyproject.toml" && printf '%s' "$root"; } | cksum | tr ' ' -)
    printf '%s' "$root/.venv/.complete-${1%.lock}-$digest"
}

# tried_today: whether apt could not install just these within the last day; asking it again takes long
tried_today() {
    note="$root/.kanwu/not-installed"
    [ -n "$(find "$note" -mmin -1440 2>/dev/null)" ] && [ "$(cat "$note")" = "$missing" ] || return 1
    say "这些系统组件还没有：$missing（今天已试装过；要再试，删去 .kanwu/not-installed）" \
        "Still missing: $missing(tried today; to try again, delete .kanwu/not-installed)"
}

# set_up LOCK MORE…: MORE are further system packages
set_up() {
    lock=$1
    shift
    done_file=$(stamp "$lock")
    has_apt=
    missing=
    if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
        has_apt=1
        # shellcheck disable=SC2086 # the list is split on purpose
        missing=$(missing_packages $PACKAGES "$@")
    fi
    if [ "$(uname -s)" = Darwin ]; then # Homebrew's libraries are not on the loader's path
        export DYLD_FALLBACK_LIBRARY_PATH="${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
    fi
    [ -e "$done_file" ] && [ -z "$missing" ] && return 0

    lock_set_up
    if [ -n "$missing" ]; then
        # shellcheck disable=SC2046,SC2086 # asked again: whoever held the lock may have installed them
        missing=$(missing_packages $PACKAGES "$@")
        # shellcheck disable=SC2086
        [ -z "$missing" ] || tried_today || apt_install $missing || printf '%s' "$missing" >"$root/.kanwu/not-installed"
    fi
    if [ ! -e "$done_file" ]; then
        make_venv "$lock"
        if ! "$root/.venv/bin/python" -c 'import weasyprint' >/dev/null 2>&1; then
            [ -n "$has_apt" ] || tell_by_hand
            fail "排版库 WeasyPrint 打不开：缺少 Pango 等系统组件。装好以后再运行一次。" \
                "The typesetting library WeasyPrint does not open: Pango or another system package is missing. Run again once it is installed."
        fi
        [ -n "$has_apt" ] || command -v java >/dev/null 2>&1 || tell_by_hand
        : >"$(stamp requirements.lock)" # the packages for ./test include those for ./kanwu
        : >"$done_file"
    fi
    unlock_set_up
}

# ---- readers' programs ---------------------------------------------------------------------

READERS="$root/src/kanwu_press/preflight/browser"

# missing_readers: the system packages that the reader checks lack; each counts by its command, whoever brought it
missing_readers() {
    command -v node >/dev/null 2>&1 || printf 'nodejs '
    command -v npm >/dev/null 2>&1 || printf 'npm '
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    [ -d "/Applications/Google Chrome.app" ] || [ -d /Applications/Chromium.app ] || printf 'chromium '
}

# set_up_readers, after set_up: what `kanwu check --readers` opens editions with, in .venv/readers.
# npm takes what package-lock.json names, by its hash, and runs none of the packages' own scripts.
set_up_readers() {
    into="$root/.venv/readers"
    lacking=$(missing_readers)
    cmp -s "$READERS/package-lock.json" "$into/package-lock.json" && [ -e "$into/node_modules/.package-lock.json" ] &&
        [ -z "$lacking" ] && return 0
    lock_set_up
    if [ -n "$lacking" ] && command -v apt-get >/dev/null 2>&1; then
        # shellcheck disable=SC2086 # the list is split on purpose
        apt_install $lacking || :
        lacking=$(missing_readers)
    fi
    [ -z "$lacking" ] || fail \
        "检查读者版还需要：$lacking。请自行安装（Node 18 或更新，Chromium 或 Chrome），再运行一次。" \
        "The reader checks need: $lacking. Please install it (Node 18 or later, Chromium or Chrome), and run again."
    say "正在安装检查读者版的程序（约 150 MB）……" "Installing the programs of the reader checks (about 150 MB)…"
    mkdir -p "$into"
    cp "$READERS/package.json" "$READERS/package-lock.json" "$into/"
    (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) || fail \
        "检查读者版的程序没有装上。请看上面的提示，检查网络，再运行一次。" \
        "The programs of the reader checks could not be installed. See the words above, check the network, and run again."
    unlock_set_up
}
