'use strict';

/**
 * Loaded into a process before anything else (NODE_OPTIONS=--require): what a stretch of work costs it.
 * `globalThis.zhimaBench.start()` … `.stop()`. The process is not watched outside of the two. With
 * `start({ live: true })` garbage is collected before each look at the memory, so that only what is held
 * counts; times mean nothing then.
 */
const { writeFileSync } = require('node:fs');
const { Session } = require('node:inspector');
const { monitorEventLoopDelay, PerformanceObserver } = require('node:perf_hooks');
const { setImmediate } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
const MB = 1024 * 1024;
/** Milliseconds between two looks at the memory, and between two ticks of the event loop's clock. */
const MEMORY_INTERVAL = 20;
const LIVE_MEMORY_INTERVAL = 250;
const LOOP_RESOLUTION = 5;

/** With ZHIMA_BENCH_PROFILES=FOLDER each stretch leaves a profile for Chrome's developer tools there. */
const PROFILES = process.env.ZHIMA_BENCH_PROFILES;
const session = PROFILES ? new Session() : undefined;
session?.connect();
session?.post('Profiler.enable');

function writeProfile() {
	session?.post('Profiler.stop', (_error, { profile }) =>
		writeFileSync(`${PROFILES}/${Date.now()}.cpuprofile`, JSON.stringify(profile)),
	);
}

let current;

const pauses = new PerformanceObserver((list) => {
	if (current === undefined) return;
	for (const { startTime, duration } of list.getEntries()) {
		if (startTime >= current.at) current.longestPause = Math.max(current.longestPause, duration);
	}
});
pauses.observe({ entryTypes: ['gc'] });

function start({ live = false } = {}) {
	collect();
	const started = process.memoryUsage();
	const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION });
	const watch = { started, delay, peakHeap: started.heapUsed, peakRss: started.rss, longestPause: 0, live };
	const look = () => {
		if (live) collect();
		const { heapUsed, rss } = process.memoryUsage();
		watch.peakHeap = Math.max(watch.peakHeap, heapUsed);
		watch.peakRss = Math.max(watch.peakRss, rss);
		// Counted from the end of this look: a collection may take longer than the interval.
		watch.timer = setTimeout(look, live ? LIVE_MEMORY_INTERVAL : MEMORY_INTERVAL);
	};
	watch.timer = setTimeout(look, MEMORY_INTERVAL);
	delay.enable();
	watch.cpu = process.cpuUsage();
	watch.at = performance.now();
	current = watch;
	session?.post('Profiler.start');
}

/** Megabytes and milliseconds; `endedAt` since 1970. */
async function stop() {
	const watched = current;
	const ms = performance.now() - watched.at;
	const endedAt = Date.now();
	const { user, system } = process.cpuUsage(watched.cpu);
	const { started, delay } = watched;
	delay.disable();
	clearTimeout(watched.timer);
	writeProfile();
	const last = process.memoryUsage();
	// The collector's pauses are reported one turn of the event loop later.
	await setImmediate();
	current = undefined;
	return {
		ms,
		endedAt,
		cpuMs: (user + system) / 1_000,
		stallMs: Math.max(0, delay.max / 1e6 - LOOP_RESOLUTION),
		longestPauseMs: watched.longestPause,
		peakRssMb: Math.max(watched.peakRss, last.rss) / MB,
		peakHeapMb: (Math.max(watched.peakHeap, watched.live ? 0 : last.heapUsed) - started.heapUsed) / MB,
	};
}

globalThis.zhimaBench = { start, stop };
