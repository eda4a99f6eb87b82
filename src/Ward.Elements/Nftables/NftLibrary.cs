using System.Runtime.InteropServices;

namespace Ward.Elements.Nftables;

/// <summary>nft without a process per command: libnftables, the library behind the tool. One context, one caller at a time.</summary>
public sealed partial class NftLibrary : INft
{
    private const uint Json = 1 << 4, NumericProtocol = 1 << 7, Terse = 1 << 11;

    // The library keeps caches in its context; a fresh one now and then bounds whatever it forgets to free.
    private const int CommandsPerContext = 20_000;

    private readonly Lock turn = new();
    private readonly bool renews;
    private nint context;
    private int commands;

    private NftLibrary(nint context, bool renews)
    {
        this.context = context;
        this.renews = renews;
    }

    /// <summary>Null where the library is not installed or the kernel refuses us.</summary>
    /// <param name="renews">False where the thread that opens it stands in another network namespace than the rest of the process.</param>
    public static NftLibrary? TryOpen(bool renews = true)
    {
        try
        {
            var context = Open();
            if (context == 0)
                return null;
            var library = new NftLibrary(context, renews);
            if (library.List("list tables", withoutElements: true).Done)
                return library;
            library.Dispose();
            return null;
        }
        catch (DllNotFoundException) { return null; }
        catch (EntryPointNotFoundException) { return null; }
    }

    public NftAnswer Run(string script) => Run(script, 0);

    public NftAnswer List(string script, bool withoutElements) => Run(script, Json | NumericProtocol | (withoutElements ? Terse : 0));

    public void Dispose()
    {
        lock (turn)
        {
            if (context != 0)
                nft_ctx_free(context);
            context = 0;
        }
    }

    private NftAnswer Run(string script, uint flags)
    {
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(context == 0, this);
            if (renews && ++commands > CommandsPerContext && Open() is var fresh and not 0)
            {
                nft_ctx_free(context);
                context = fresh;
                commands = 0;
            }
            nft_ctx_output_set_flags(context, flags);
            var code = nft_run_cmd_from_buffer(context, script);
            return new(code == 0, Text(nft_ctx_get_output_buffer(context)), Text(nft_ctx_get_error_buffer(context)));
        }
    }

    private static nint Open()
    {
        var context = nft_ctx_new(0);
        if (context != 0 && (nft_ctx_buffer_output(context) != 0 || nft_ctx_buffer_error(context) != 0))
        {
            nft_ctx_free(context);
            return 0;
        }
        return context;
    }

    private static string Text(nint utf8) => Marshal.PtrToStringUTF8(utf8) ?? "";

    [LibraryImport("libnftables.so.1")] private static partial nint nft_ctx_new(uint flags);
    [LibraryImport("libnftables.so.1")] private static partial void nft_ctx_free(nint context);
    [LibraryImport("libnftables.so.1")] private static partial void nft_ctx_output_set_flags(nint context, uint flags);
    [LibraryImport("libnftables.so.1")] private static partial int nft_ctx_buffer_output(nint context);
    [LibraryImport("libnftables.so.1")] private static partial int nft_ctx_buffer_error(nint context);
    [LibraryImport("libnftables.so.1")] private static partial nint nft_ctx_get_output_buffer(nint context);
    [LibraryImport("libnftables.so.1")] private static partial nint nft_ctx_get_error_buffer(nint context);
    [LibraryImport("libnftables.so.1", StringMarshalling = StringMarshalling.Utf8)] private static partial int nft_run_cmd_from_buffer(nint context, string script);
}
