import ArgumentParser
import Assembly

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open the studio on this machine, and the public site where there is one.",
    discussion: """
      The studio shows each affiliate's next edition in a browser: as a phone and a desktop show \
      it, light and dark, as text, source and headers, as a chosen subscriber gets it, with the \
      lint beside it. A page comes anew by itself when a template, an introduction, a list or the \
      configuration changes. It answers on loopback alone, sends nothing and records nothing. \
      It is opened where the configuration has no site, or speaks of a studio:

        broadsheet serve
        "studio": {"listen": "127.0.0.1:8081"}

      The site answers readers: leaving, preferences, signing up; its letters are sent within \
      seconds. It listens on site.listen; a web server in front of it brings HTTPS and passes \
      requests on; then set site.trustedHops to 1, so that limits count readers and not that \
      server. Messages link to site.url:

        "site": {"url": "https://news.example.org", "trustedHops": 1}

      Both run until they are stopped (Ctrl-C, SIGTERM) and hold no lock: 'run' and 'send' work \
      beside them. While the mail server cannot be used letters wait for up to a day. Nothing is \
      logged of who opens what.
      """)

  @OptionGroup var options: FederationOptions

  func run() async throws { try await options.finish { try await $0.serve() } }
}
