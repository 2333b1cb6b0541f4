import Assembly
@main
struct KilledSender {
  static func main() async {}
}
