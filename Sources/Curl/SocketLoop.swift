import CCurl
import Foundation
import Synchronization

/// One thread that waits for sockets and runs the tasks that use them.
///
/// A task that prefers this executor (`withTaskExecutorPreference`) runs on the loop's thread, so
/// that many sessions go on without a change of threads. Work that blocks has no place on it.
public final class SocketLoop: TaskExecutor, Sendable {
  private let poller: Int32
  private let bell: Int32
  private let state = Mutex(State())

  private struct State {
    var jobs: [UnownedJob] = []
    /// Whether the thread waits, so that somebody has to ring.
    var isWaiting = false
    var sockets: [Int32: SocketWatch] = [:]
  }

  /// Deadlines are looked at so often, in milliseconds: they are minutes long.
  private static let tick: Int32 = 250
  private static let mostEvents = 128

  /// The loop of this process; it lives as long as the process does.
  ///
  /// - Throws: ``CurlError`` where the system has no descriptor left for it.
  public static func shared() throws(CurlError) -> SocketLoop { try made.get() }

  private static let made = Result { () throws(CurlError) in try SocketLoop() }

  private init() throws(CurlError) {
    poller = broadsheet_epoll()
    bell = broadsheet_bell()
    guard poller >= 0, bell >= 0 else {
      throw CurlError(systemCall: "epoll", errno)
    }
    try watch(bell)
    let thread = Thread { [self] in run() }
    // The system takes 15 letters.
    thread.name = "sockets"
    thread.start()
  }

  private func watch(_ descriptor: Int32) throws(CurlError) {
    var event = epoll_event()
    event.events = broadsheet_epoll_in | broadsheet_epoll_out | broadsheet_epoll_changes
    event.data.fd = descriptor
    guard epoll_ctl(poller, EPOLL_CTL_ADD, descriptor, &event) == 0 else {
      throw CurlError(systemCall: "epoll_ctl", errno)
    }
  }

  /// Takes a connected socket into the loop.
  func add(_ socket: Int32) throws(CurlError) -> SocketWatch {
    let watch = SocketWatch()
    state.withLock { $0.sockets[socket] = watch }
    do throws(CurlError) {
      try self.watch(socket)
    } catch {
      remove(socket)
      throw error
    }
    return watch
  }

  /// Lets a socket go, before it is closed.
  func remove(_ socket: Int32) {
    let watch = state.withLock { $0.sockets.removeValue(forKey: socket) }
    var unused = epoll_event()
    epoll_ctl(poller, EPOLL_CTL_DEL, socket, &unused)
    watch?.giveUp()
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let mustRing = state.withLock { state in
      state.jobs.append(job)
      defer { state.isWaiting = false }
      return state.isWaiting
    }
    if mustRing { eventfd_write(bell, 1) }
  }
}

extension SocketLoop {
  private func run() {
    var jobs: [UnownedJob] = []
    var events = [epoll_event](repeating: epoll_event(), count: Self.mostEvents)
    var nextTick = ContinuousClock.now
    while true {
      state.withLock { swap(&$0.jobs, &jobs) }
      for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
      jobs.removeAll(keepingCapacity: true)
      let count = epoll_wait(poller, &events, Int32(events.count), patience())
      let sockets = state.withLock { state in
        state.isWaiting = false
        return state.sockets
      }
      for event in events.prefix(Int(max(0, count))) { hear(event, sockets) }
      let now = ContinuousClock.now
      if now >= nextTick {
        for watch in sockets.values { watch.expire(at: now) }
        nextTick = now + .milliseconds(Int(Self.tick))
      }
    }
  }

  /// How long to wait at most, in milliseconds; for ever when nothing has a deadline.
  private func patience() -> Int32 {
    state.withLock { state in
      guard state.jobs.isEmpty else { return 0 }
      state.isWaiting = true
      return state.sockets.isEmpty ? -1 : Self.tick
    }
  }

  private func hear(_ event: epoll_event, _ sockets: [Int32: SocketWatch]) {
    let descriptor = event.data.fd
    if descriptor == bell {
      var count: eventfd_t = 0
      eventfd_read(bell, &count)
      return
    }
    // A socket in trouble answers every try, with what is wrong.
    let trouble = broadsheet_epoll_trouble
    sockets[descriptor]?.note(
      isReadable: event.events & (broadsheet_epoll_in | trouble) != 0,
      isWritable: event.events & (broadsheet_epoll_out | trouble) != 0,
      isEnding: event.events & trouble != 0)
  }
}
