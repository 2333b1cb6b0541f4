import ArgumentParser
import Assembly

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the public site: leaving, preferences, signing up; send letters.",
    discussion: """
      It listens on site.listen and runs until it is stopped (Ctrl-C, SIGTERM). A web server in \
      front of it brings HTTPS and passes requests on; then set site.trustedHops to 1, so that \
      limits count readers and not that server. Messages link to site.url. Example:

        "site": {"url": "https://news.example.org", "trustedHops": 1}

        broadsheet serve --config /srv/news/config.json

      It holds no lock: 'run' and 'send' work beside it. Letters (to confirm a sign-up, to find a \
      subscription, to confirm an address) are sent within seconds; while the mail server cannot \
      be used they wait for up to a day. Nothing is logged of who opens what.
      """)

  @OptionGroup var options: FederationOptions

  func run() async throws { try await options.finish { try await $0.serve() } }
}
