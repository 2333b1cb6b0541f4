import Curl
import Foundation
import Lint

/// Asks servers whether what a page links to is there: HEAD, then GET where that is not answered.
struct LinkInquiry {
  /// No more are asked for one page.
  static let mostAddresses = 200
  static let mostAtOnce = 6
  /// Octets of all pictures together that a phone should have to load.
  static let heaviest = 1_500_000
  /// Octets of an answer that are read where HEAD is not answered.
  private static let mostRead = 1_000_000

  /// How long one answer may take.
  var timeout = Duration.seconds(10)
  /// What the addresses begin with that are not asked for.
  var spared: [String] = []
  /// Whether this machine must not ask for an address.
  var isForbidden: @Sendable (String) -> Bool = PrivateHost.isPrivate

  func findings(in html: String) async -> [Finding] {
    let all = Lint.addresses(in: html).filter { entry in
      !isForbidden(entry.address) && !spared.contains { entry.address.hasPrefix($0) }
    }
    let asked = all.prefix(Self.mostAddresses)
    let answers = await answers(to: asked.map(\.address))
    var findings: [Finding] = []
    if all.count > asked.count {
      findings.append(Self.leftOut(all.count - asked.count))
    }
    var weight = 0
    for entry in asked {
      switch answers[entry.address] {
      case .there(let octets): if entry.isPicture { weight += octets ?? 0 }
      case .silent(let why):
        findings.append(
          Finding(
            .linkSilent, "\(entry.address) \(why)", at: Place(.html, line: entry.line),
            remedy: "open it in a browser; mend or leave out what is gone"))
      case nil: break
      }
    }
    if weight > Self.heaviest {
      findings.append(
        Finding(
          .imagesHeavy, "the pictures have \(weight / 1000) kB together", at: Place(.html),
          affected: ["phones"], remedy: "make them smaller: 200 kB each is plenty"))
    }
    return findings
  }

  private static func leftOut(_ count: Int) -> Finding {
    Finding(
      .linkSilent,
      "\(count.counted("address was", "addresses were")) not asked, beyond the first \(mostAddresses)",
      at: Place(.html), remedy: "follow the last links of the page by hand", severity: .advice)
  }

  enum Answer: Sendable {
    case there(octets: Int?)
    case silent(why: String)
  }

  /// Each of a few clients asks one after the other.
  private func answers(to addresses: [String]) async -> [String: Answer] {
    let lanes = (0..<Self.mostAtOnce).map { lane in
      addresses.indices.filter { $0 % Self.mostAtOnce == lane }.map { addresses[$0] }
    }
    return await withTaskGroup(of: [String: Answer].self) { group in
      for (number, lane) in lanes.enumerated() where !lane.isEmpty {
        group.addTask { await ask(lane, as: number) }
      }
      return await group.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
    }
  }

  private func ask(_ addresses: [String], as number: Int) async -> [String: Answer] {
    let client = HTTPClient(name: "lint.\(number)")
    var answers: [String: Answer] = [:]
    for address in addresses where !Task.isCancelled {
      guard let url = URL(string: address) else { continue }
      answers[address] = await answer(of: url, client)
    }
    return answers
  }

  private func answer(of url: URL, _ client: HTTPClient) async -> Answer {
    let head = await status(of: url, isHead: true, client)
    // Some servers know no HEAD.
    if case .there = head { return head }
    return await status(of: url, isHead: false, client)
  }

  private func status(of url: URL, isHead: Bool, _ client: HTTPClient) async -> Answer {
    var request = HTTPRequest(
      url: url, userAgent: "Broadsheet/\(Assembly.version) (link check)",
      // What HEAD only tells of costs nothing, and is what is asked for of a picture.
      sizeLimit: isHead ? 1 << 40 : Self.mostRead, timeout: timeout)
    request.isHead = isHead
    // A name or a redirect from elsewhere must not make this machine ask its neighbours.
    request.mayEndNearby = PrivateHost.isPrivate(url.absoluteString)
    do {
      let response = try await client.response(to: request)
      guard response.status < 400 else { return Self.refusal(response.status) }
      return .there(octets: response.field("Content-Length").flatMap { Int($0) })
    } catch HTTPError.tooLarge(let limit) {
      return .there(octets: limit)
    } catch HTTPError.transfer(let error) {
      return .silent(why: "does not answer: \(error.text)")
    } catch {
      return .silent(why: "does not answer")
    }
  }

  /// Some sites answer programs otherwise than readers: what is not plainly gone is there.
  private static func refusal(_ status: Int) -> Answer {
    switch status {
    case 401, 403, 405, 406, 429, 451, 999: .there(octets: nil)
    case 404: .silent(why: "is not there (404)")
    case 410: .silent(why: "is gone (410)")
    default: .silent(why: "answers with an error (\(status))")
    }
  }
}

/// Hosts that stories from elsewhere must not make this machine ask.
enum PrivateHost {
  static func isPrivate(_ address: String) -> Bool {
    guard let host = URL(string: address)?.host()?.lowercased() else { return true }
    if host == "localhost" || host.hasSuffix(".local") || host.hasSuffix(".internal") {
      return true
    }
    if host.contains(":") || !host.contains(".") { return true }
    let parts = host.split(separator: ".")
    let octets = parts.compactMap { UInt8($0) }
    if parts.count == 4, octets.count == 4 { return NearAddress.isNear(octets) }
    // 0x7f.1, 2130706433 and their like mean an address too.
    return parts.allSatisfy { $0.first?.isNumber == true }
  }
}
