import Foundation

/// Requests that are made one after the other over the same connection.
struct FetchLane: Sendable {
  let name: String
  var indices: [Int] = []

  /// Two lanes for each host at most, in the order in which the hosts first come.
  static func lanes(for requests: [SourceRequest]) -> [FetchLane] {
    var lanes: [FetchLane] = []
    var places: [String: Int] = [:]
    var counts: [String: Int] = [:]
    for (index, request) in requests.enumerated() {
      let host = request.address.host()?.lowercased() ?? "file"
      let name = "\(host)-\(counts[host, default: 0] % 2)"
      counts[host, default: 0] += 1
      let place = places[name] ?? lanes.count
      if place == lanes.count { lanes.append(FetchLane(name: name)) }
      places[name] = place
      lanes[place].indices.append(index)
    }
    return lanes
  }
}
