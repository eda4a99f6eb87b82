using Ward.Prescribe.Pictures;

namespace Ward.Cli.Shown;

/// <summary>Writes a picture into a file, by its ending.</summary>
internal static class PictureShown
{
    /// <param name="file">Null where none was asked for.</param>
    public static int Write(Terminal terminal, string? file, Func<PathPicture> picture)
    {
        if (file is null) return Exit.Done;
        var draw = Path.GetExtension(file).ToLowerInvariant() switch
        {
            ".svg" => SvgPicture.Draw,
            ".html" or ".htm" => SvgPicture.Page,
            _ => (Func<PathPicture, string>?)null,
        };
        if (draw is null) return terminal.Fail(Exit.Usage, $"'{file}' ends in neither .svg nor .html");
        try
        {
            File.WriteAllText(file, draw(picture()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return terminal.Fail(Exit.Failed, $"the picture could not be written: {e.Message}");
        }

        return Exit.Done;
    }
}
