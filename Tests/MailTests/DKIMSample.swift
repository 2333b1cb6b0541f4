import Foundation

@testable import Mail

/// The example of RFC 8463 appendix A, whose RSA key has 1024 bits, and other keys made for tests.
enum DKIMSample {
  static let ed25519 = """
    -----BEGIN PRIVATE KEY-----
    MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
    -----END PRIVATE KEY-----
    """

  static let rsa = """
    -----BEGIN RSA PRIVATE KEY-----
    MIICXQIBAAKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi
    Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM
    KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB
    AoGAH0cxOhFZDgzXWhDhnAJDw5s4roOXN4OhjiXa8W7Y3rhX3FJqmJSPuC8N9vQm
    6SVbaLAE4SG5mLMueHlh4KXffEpuLEiNp9Ss3O4YfLiQpbRqE7Tm5SxKjvvQoZZe
    zHorimOaChRL2it47iuWxzxSiRMv4c+j70GiWdxXnxe4UoECQQDzJB/0U58W7RZy
    6enGVj2kWF732CoWFZWzi1FicudrBFoy63QwcowpoCazKtvZGMNlPWnC7x/6o8Gc
    uSe0ga2xAkEA8C7PipPm1/1fTRQvj1o/dDmZp243044ZNyxjg+/OPN0oWCbXIGxy
    WvmZbXriOWoSALJTjExEgraHEgnXssuk7QJBALl5ICsYMu6hMxO73gnfNayNgPxd
    WFV6Z7ULnKyV7HSVYF0hgYOHjeYe9gaMtiJYoo0zGN+L3AAtNP9huqkWlzECQE1a
    licIeVlo1e+qJ6Mgqr0Q7Aa7falZ448ccbSFYEPD6oFxiOl9Y9se9iYHZKKfIcst
    o7DUw1/hz2Ck4N5JrgUCQQCyKveNvjzkkd8HjYs0SwM0fPjK16//5qDZ2UiDGnOe
    uEzxBDAr518Z8VFbR41in3W4Y3yCDgQlLlcETrS+zYcL
    -----END RSA PRIVATE KEY-----
    """

  /// 2048 bits in PKCS#8.
  static let longRSA = """
    -----BEGIN PRIVATE KEY-----
    MIIEvAIBADANBgkqhkiG9w0BAQEFAASCBKYwggSiAgEAAoIBAQCsIJ9gkGeGS2SM
    rhIsw4qkTUJfCD8LizUBkjr7o5P3FJ2nGS+kEuylXL5hQ3EqZcsGMh3DUz75XQBW
    pwDRYL7PKxYOSLrO3P0/buObXQLn+/odjJbz/mcj/aPTBZqyAHVFyTirrQ5YlTVI
    66SMLK+u3ZyOnrIs0UakFsJpGMFC86e/fHFqL63LOgR4EbiiinbNrxVqt1hfmCoJ
    PXihS1xvCPMWTDSzt2tIxC63+/BdooW+ZeDhjVYKt1CSGyaSNmp5/6ae2B8ld5Gy
    n1xlVHWTk62cCROvHM8aiC1grxwcS+PQkTUPNZ/mLeWIVuyfxPR0pH8XK9mMJnMh
    e+c4+XrzAgMBAAECggEAM0/yUyYZRoaZLfsCfge4/+vsOkpKCRXxsks2fCeyh3jE
    2rh+ZEoj89PnCTXCuaHo2Sr9hmn9nvbjj/FvI/vURgwRIib6UYq9kDhtb7ZVlHSg
    hkiQA6K2eps1SEYmbKQIUcp/s2X+nde1L8zXm9YCdX2pGzch5Ixqo6YJRK1Vh7B+
    +fkxrS67l69CwPKm6x6Fr0WnXDIyTP0C3j4vewGQrUOQW32IGSDUrJVZhzHcIoDP
    MYdjQUrrKHaibrWsmwEVGn9TPqX/FTWXnaKqPd2djMWIY6dMhN9cjyh5kq6mHWz2
    c24Z7XgZWbr1PIvphOZS70KBIxSCeNStlw/Za3zbUQKBgQDvPx9Ff45Q3msrHyEW
    UkvxcEl38tEaJt7GjKdqaoMHWmDWvBEVZtx48Wi5gwIMtBCnOQbvv2f2fp31BauZ
    PmldyBkvZs+1Z8kIu0ZZ+QuqpXWZ8Nl6gI6r0PD4KN3fyBmhcUR4b+USYE0vRSH7
    JIhE2tmA5NcZyNdOpIQ7cV632wKBgQC4LkhKFq2rg27PEljSCfBjZ1aDA8HV4JLr
    SU/kCCWr7o/mlrepbVAr9t0qluEUkojscgXQ2dbnjhE4x+kRfetRIEb2S6HerCdc
    /QfmwT+P/9UGCe1b1Gs87IRlHy4dZBOZXDaWZHQ/qkZa4uUyC0Vjg92EENfyE0bh
    xPOTkstgyQKBgE9kbwgtEBkd9gpVRjGWFcWFMZwwY9t90qeovVW/CsRB5ajct/6W
    J8uqsMn/A4sbpfsYHYkpx2IxGlHZE9zCrUyFvnXQdFUKn9fZ7bqlvo1eYuw21LSm
    PLIfoBd52EcOrBK697HP0ACNHI/3LROeR+oxhcQULJ1N3MUoKwle0cPJAoGAcRUJ
    kWOnMb061aygGCW+EGosNbii1FxUGF4kzQ8rggqxE5TKIx5YsQWa+UE15Nmrc/D2
    HSsCxZz2efRT50d2qZK1vxbkxcDRUkiRB17zVchv1ItXzp/3T6qwBx5DxAvj9K8n
    XONEdKppE/hnXHiLG/Sklyd4TssDJC82lg71C/ECgYAWYlhGLB2UWr43G9p5MznV
    9YtMavwK3qHKm1d+9ZvPxtzwVCa4sySJ5jLafjXAjguyEB2DLFzk/QHaQGEwlTcq
    V3HL8q+FdjfGUNV/ZcIk6msjq8uQmXdG8Np8uJZbXFJ2uYKmYe8GpZ8P8NpBcATr
    n3eot3YlkPmpluHYUoDWOA==
    -----END PRIVATE KEY-----
    """

  static let message = """
    From: Joe SixPack <joe@football.example.com>
    To: Suzie Q <suzie@shopping.example.net>
    Subject: Is dinner ready?
    Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
    Message-ID: <20030712040037.46341.5F8J@football.example.com>

    Hi.

    We lost the game.  Are you hungry yet?

    Joe.

    """.replacingOccurrences(of: "\n", with: "\r\n")

  /// The fields of a message, each with its folds and CRLF.
  static func headers(of message: String) -> [[UInt8]] {
    let head = message.components(separatedBy: "\r\n\r\n")[0]
    var fields: [String] = []
    for line in head.components(separatedBy: "\r\n") {
      if line.hasPrefix(" ") || line.hasPrefix("\t") {
        fields[fields.count - 1] += line + "\r\n"
      } else {
        fields.append(line + "\r\n")
      }
    }
    return fields.map { Array($0.utf8) }
  }

  static func body(of message: String) -> [UInt8] {
    let parts = message.components(separatedBy: "\r\n\r\n")
    return Array(parts.dropFirst().joined(separator: "\r\n\r\n").utf8)
  }

  static func hash(_ body: [UInt8]) -> DKIMBodyHash {
    var hash = DKIMBodyHash()
    hash.update(body)
    return hash
  }

  static func base64(_ octets: [UInt8]) -> String { Data(octets).base64EncodedString() }
}
