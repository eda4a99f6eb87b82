using Microsoft.Extensions.Logging;

namespace Ward.Respond.Dialogue;

internal static partial class DialogueLog
{
    [LoggerMessage(5501, LogLevel.Warning, "the agent at {Address} does not answer: {Reason}")]
    public static partial void Silent(ILogger log, Uri address, string reason);

    [LoggerMessage(5502, LogLevel.Information, "the agent at {Address} answers again")]
    public static partial void AnswersAgain(ILogger log, Uri address);
}
