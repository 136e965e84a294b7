/* Rust's standard library gets random bytes from ProcessPrng. Wine 8 has the function behind it, under an older name, but not
   this DLL. Built by .ci/run; Windows has its own. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
