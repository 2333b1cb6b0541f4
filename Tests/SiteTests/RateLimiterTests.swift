import Foundation
import Testing
import Web

@testable import Site

@Suite("Limits")
struct RateLimiterTests {
  @Test("a bucket gives what it holds, and fills again with time")
  func bucket() {
    let rule = TokenBucket.Rule(capacity: 2, perSecond: 0.5)
    let start = SiteBench.start
    var bucket = TokenBucket(rule, at: start)
    #expect(bucket.take(rule, at: start) == nil)
    #expect(bucket.take(rule, at: start) == nil)
    #expect(bucket.take(rule, at: start) == 2)
    #expect(bucket.take(rule, at: start + 1) == 1)
    #expect(bucket.take(rule, at: start + 2) == nil)
    // A clock that is set back fills nothing.
    #expect(bucket.take(rule, at: start - 1000) == 2)
    #expect(!bucket.isFull(rule, at: start + 3))
    #expect(bucket.isFull(rule, at: start + 6))
  }

  @Test("clients are counted apart, in a bounded number of buckets")
  func bounds() async throws {
    let limiter = RateLimiter(mostBuckets: 100)
    for index in 0..<5000 {
      let client = try #require(ClientAddress("10.0.\(index / 256).\(index % 256)"))
      #expect(await limiter.take(.requests(client), at: SiteBench.start) == nil)
      #expect(await limiter.count <= 100)
    }
  }

  @Test("what counts all together is never forgotten")
  func everybody() async throws {
    let limiter = RateLimiter(mostBuckets: 10)
    for _ in 0..<300 { #expect(await limiter.take(.allLetters, at: SiteBench.start) == nil) }
    for index in 0..<100 {
      let client = try #require(ClientAddress("10.0.0.\(index)"))
      _ = await limiter.take(.letters(client), at: SiteBench.start)
    }
    #expect(await limiter.take(.allLetters, at: SiteBench.start) == 6)
  }
}
