#!/bin/sh
# Runs the tests, in the same image that the program is built in.
set -eu
cd "$(dirname "$0")/.."
docker build --target test .
