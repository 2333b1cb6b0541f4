import Foundation
import Mail
import Markup
import Newsletter
import Web

/// The pages of the preview: `/`, `/AFFILIATE`, and the documents of an edition below it.
struct PreviewPages: LoopbackPages {
  let desk: EditionDesk

  var style: String { PreviewStyle.text }

  func mark() async -> String { desk.mark() }

  func answer(to target: RequestTarget) async throws -> WebAnswer? {
    let steps = target.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
      .map(String.init)
    do {
      switch steps.count {
      case 1 where steps[0].isEmpty: return try await overview(target.fields)
      case 1: return try await edition(PreviewChoice(affiliate: steps[0], target.fields))
      case 2:
        return try await document(steps[1], PreviewChoice(affiliate: steps[0], target.fields))
      default: return nil
      }
    } catch let error as UnknownAffiliate {
      return ProblemPages.unknown(error)
    } catch let error as NewsroomError {
      return ProblemPages.broken(error, mark: desk.mark())
    }
  }

  private func overview(_ fields: FormFields) async throws -> WebAnswer {
    let (newsroom, plans, mark) = try await desk.overview()
    let page = OverviewPage(newsroom: newsroom, plans: plans, wanted: fields["find"] ?? "")
    return WebAnswer(page.page(mark: mark).html)
  }

  private func edition(_ choice: PreviewChoice) async throws -> WebAnswer {
    let (reader, flaw) = Self.reader(choice)
    let look = try await desk.look(at: choice.affiliate, for: reader)
    let page = EditionPage(choice: choice, look: look, readerFlaw: flaw)
    switch look.sheet {
    case .success(let sheet): return WebAnswer(page.page(sheet).html)
    case .failure(let error): return page.problem(error)
    }
  }

  /// Who is meant by what was typed, or what is wrong with it.
  private static func reader(_ choice: PreviewChoice) -> (EmailAddress?, AddressError?) {
    guard let typed = choice.reader else { return (nil, nil) }
    do throws(AddressError) {
      return (try EmailAddress(typed), nil)
    } catch {
      return (nil, error)
    }
  }

  /// What a frame shows, or what is kept as a file.
  private func document(_ name: String, _ choice: PreviewChoice) async throws -> WebAnswer? {
    guard ["message.html", "message.txt", "message.eml", "verdict.txt"].contains(name) else {
      return nil
    }
    let look = try await desk.look(at: choice.affiliate, for: Self.reader(choice).0)
    let sheet = try look.sheet.get()
    switch name {
    case "message.html": return .message(Array(choice.scheme.page(sheet.html).utf8))
    case "message.txt": return WebAnswer(sheet.text, as: .text)
    case "verdict.txt": return WebAnswer(LintVerdict(sheet.report).lines, as: .text)
    default:
      var answer = WebAnswer(sheet.octets, as: .message)
      answer.fields = [
        ("content-disposition", "attachment; filename=\"\(look.affiliate.id.text).eml\"")
      ]
      return answer
    }
  }
}
