import Web

/// Reads the body of a POST by its media type.
enum FormReading {
  /// - Parameter type: the field `Content-Type`, if there is one.
  static func form(_ bytes: [UInt8], type: String?) throws(RequestFault) -> FormFields {
    guard bytes.count <= FormFields.longest else { throw RequestFault(.tooLarge) }
    // Nothing posted is nothing asked, whatever it is called.
    if bytes.isEmpty { return FormFields() }
    let media = MediaTypeField(type ?? "")
    let form: FormFields?
    switch media.value {
    // Some programs that ask to leave in one click name no type; a page in a browser always does.
    case "application/x-www-form-urlencoded", "": form = FormFields(urlEncoded: bytes)
    case "multipart/form-data":
      guard let boundary = media.parameter("boundary"), (1...70).contains(boundary.utf8.count)
      else { throw RequestFault(.badRequest) }
      form = FormFields(multipart: bytes, boundary: boundary)
    default: throw RequestFault(.wrongType)
    }
    guard let form else { throw RequestFault(.badRequest) }
    return form
  }
}

/// A request that gets a page about what is wrong with it.
struct RequestFault: Error, Equatable {
  let problem: Problem

  init(_ problem: Problem) { self.problem = problem }
}
